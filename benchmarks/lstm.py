"""LSTM, forward and backward, float32: this project's core against torch.nn.LSTM and a peephole cell in PyTorch.

Each contender has a process of its own, so that idle threads of one do not steal processors from the other; they run in
turn, A B A B. Prints medians of the ratios of neighbouring runs, not a verdict. Needs `pip install torch==2.13.0`.
Run: python benchmarks/lstm.py [--quick]
"""

import argparse
import multiprocessing
import time

import numpy as np

SHAPES = [(32, 50, 2, 32), (64, 28, 28, 128), (100, 100, 2, 100), (128, 28, 28, 256)]  # batch, steps, inputs, hidden
CONTENDERS = [("no peepholes", "torch.nn.LSTM"), ("vanilla", "peephole cell in PyTorch")]
AGREEMENT = 1e-4  # of the gradients, relative to the largest of an array
SECONDS = 0.02  # of one measurement, about


def weights(batch: int, steps: int, inputs: int, hidden: int) -> dict[str, np.ndarray]:
    """Draw parameters, inputs x (T, N, I) and errors of the outputs g (T, N, H), float32."""
    from articles.rnn.parameters import lstm_shapes, random

    rng = np.random.default_rng(0)
    shapes = lstm_shapes(inputs, hidden) | {"x": (steps, batch, inputs), "g": (steps, batch, hidden)}
    drawn = random(shapes, rng, 1.0, np.float32)
    return drawn | {name: drawn[name] / np.float32(np.sqrt(hidden)) for name in "WRbp"}


def core(variant: str, drawn: dict):
    """Make a function that runs this project's LSTM once and gives the gradients of its parameters."""
    from articles.rnn import lstm
    from articles.rnn.sequences import Room
    from articles.rnn.variants import VARIANTS

    parameters, room = {name: drawn[name] for name in "WRbp"}, Room()

    def run() -> dict:
        tape = lstm.forward(parameters, drawn["x"], VARIANTS[variant], room=room)
        return lstm.backward(tape, drawn["g"]).parameters

    return run


def torch_lstm(drawn: dict):
    """Make a function that runs torch.nn.LSTM once and gives the same gradients."""
    import torch

    order = [1, 2, 0, 3]  # of its gates: i, f, z, o
    hidden, inputs = drawn["W"].shape[1:]
    net, x, g = torch.nn.LSTM(inputs, hidden), torch.from_numpy(drawn["x"]), torch.from_numpy(drawn["g"])
    with torch.no_grad():
        for weight, name in ((net.weight_ih_l0, "W"), (net.weight_hh_l0, "R"), (net.bias_ih_l0, "b")):
            weight.copy_(torch.from_numpy(drawn[name][order].reshape(weight.shape)))
        net.bias_hh_l0.zero_()

    def run() -> dict:
        net.zero_grad()
        net(x)[0].backward(g)
        found = {"W": net.weight_ih_l0.grad, "R": net.weight_hh_l0.grad, "b": net.bias_ih_l0.grad}
        return {name: a.numpy().reshape(drawn[name].shape)[np.argsort(order)] for name, a in found.items()}

    return run


def torch_peephole(drawn: dict):
    """Make a function that runs a peephole cell written in PyTorch once and gives the same gradients."""
    import torch

    w = {name: torch.from_numpy(drawn[name]).requires_grad_() for name in "WRbp"}
    x, g, hidden = torch.from_numpy(drawn["x"]), torch.from_numpy(drawn["g"]), drawn["W"].shape[1]

    def run() -> dict:
        for a in w.values():
            a.grad = None
        sums = torch.nn.functional.linear(x, w["W"].reshape(4 * hidden, -1), w["b"].reshape(-1)).unbind(0)
        recurrent, outputs = w["R"].reshape(4 * hidden, hidden).t(), []
        y = c = torch.zeros(x.shape[1], hidden)
        for sum_t in sums:
            z, i, f, o = torch.addmm(sum_t, y, recurrent).chunk(4, 1)
            i, f = torch.sigmoid(i + w["p"][0] * c), torch.sigmoid(f + w["p"][1] * c)
            c = torch.tanh(z) * i + c * f
            y = torch.sigmoid(o + w["p"][2] * c) * torch.tanh(c)
            outputs.append(y)
        torch.stack(outputs).backward(g)
        return {name: a.grad.numpy() for name, a in w.items()}

    return run


def worker(pipe, contender: str) -> None:
    """Serve one contender: a shape prepares it and is answered by its gradients, a number times so many runs."""
    while (request := pipe.recv()) is not None:
        if isinstance(request, tuple):
            drawn = weights(*request)
            makers = {"torch.nn.LSTM": torch_lstm, "peephole cell in PyTorch": torch_peephole}
            run = makers[contender](drawn) if contender in makers else core(contender, drawn)
            pipe.send(run())
        else:
            start = time.perf_counter()
            for _ in range(request):
                run()
            pipe.send((time.perf_counter() - start) / request)


def ask(pipe, request):
    """Send a request to a worker and wait for the answer."""
    pipe.send(request)
    return pipe.recv()


def compare(ours, peer, shape: tuple, repeats: int) -> tuple[np.ndarray, float]:
    """Time both in turn: milliseconds (repeats, 2), and how far their gradients are apart."""
    a, b = ask(ours, shape), ask(peer, shape)
    apart = max(np.abs(a[name] - b[name]).max() / np.abs(b[name]).max() for name in b)
    for pipe in (ours, peer):
        ask(pipe, 3)
    runs = max(1, int(SECONDS / ask(peer, 3)))
    return 1e3 * np.array([[ask(ours, runs), ask(peer, runs)] for _ in range(repeats)]), apart


def main() -> None:
    """Start the contenders, check that they agree, time them, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    repeats = 9 if parser.parse_args().quick else 51
    context = multiprocessing.get_context("spawn")
    for pair in CONTENDERS:
        pipes = []
        for contender in pair:
            mine, other = context.Pipe()
            context.Process(target=worker, args=(other, contender), daemon=True).start()
            pipes.append(mine)
        print(f"{pair[0]} against {pair[1]}, {repeats} times in turn, milliseconds (median, least)")
        for shape in SHAPES:
            taken, apart = compare(*pipes, shape, repeats)
            if apart > AGREEMENT:
                raise SystemExit(f"{shape}: the gradients differ by {apart:.1e}")
            (ours, peer), (least, peer_least) = np.median(taken, axis=0), taken.min(axis=0)
            low, ratio, high = np.quantile(taken[:, 1] / taken[:, 0], [0.1, 0.5, 0.9])
            print(
                f"  {'×'.join(map(str, shape)):16} ours {ours:7.2f}, {least:7.2f}   peer {peer:7.2f}, {peer_least:7.2f}"
                f"   {ratio:5.2f} times as fast ({low:.2f} to {high:.2f})"
            )
        for pipe in pipes:
            pipe.send(None)


if __name__ == "__main__":
    main()
