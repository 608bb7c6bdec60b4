"""One function per frame: connection and scope in, declared frame out."""
