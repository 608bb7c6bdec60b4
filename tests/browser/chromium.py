"""A Chromium for the browser tests: the system's, else Playwright's own, else installed (`make test` runs this)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
FLAGS = [
    "--no-sandbox",  # the tests may run as root, and open our own pages only
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find() -> str | None:
    """The path of a browser, None where there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def _has_chinese_font() -> bool:
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True) if shutil.which("fc-list") else None
    return listed is None or bool(listed.stdout.strip())


def install() -> None:
    """Debian's packages where we are root, else Playwright's own browser; says so where neither works."""
    if find() and _has_chinese_font():
        return
    print("Installing a browser for the tests", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], env=quiet)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"])
    if not find():
        print("No browser could be installed: the browser tests will be skipped.", flush=True)


if __name__ == "__main__":
    install()
