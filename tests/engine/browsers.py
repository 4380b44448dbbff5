"""A headless Chromium for the tests of the pages; without one, a loud line and skipped tests."""

import shutil
import warnings

import pytest
from selenium import webdriver

BROWSER, DRIVER = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def open_browser():
    """Yield a driver and quit it at the end; skip the tests of the module where there is no browser."""
    if not (BROWSER and DRIVER):
        warnings.warn("no chromium and chromedriver: the pages are NOT tested in a browser", stacklevel=1)
        pytest.skip("no browser: apt install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_script_timeout(60)
    yield driver
    driver.quit()


def theme(driver, name: str) -> None:
    """Prefer light or dark pages; without a name neither."""
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": name}]}
    )


def width(driver, pixels: int) -> None:
    """Give the window a width."""
    metrics = {"width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
