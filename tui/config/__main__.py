"""`python -m tui.config` prints docs/config.md."""

from tui.config.reference import page

if __name__ == "__main__":
    print(page(), end="")
