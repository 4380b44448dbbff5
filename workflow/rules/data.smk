# MNIST, found once and verified -> results/data/mnist.npz
