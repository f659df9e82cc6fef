"""A registry on a port of its own, for a program without an HTTP server."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .registry import Registry, default
from .web import answer

PATH = "/debug/maps"
DEFAULT_PORT = 9465
_SECONDS_FOR_A_REQUEST = 5


class Server:
    """Serves until closed, in daemon threads that never keep the program alive."""

    def __init__(self, http: ThreadingHTTPServer) -> None:
        self._http = http
        threading.Thread(target=http.serve_forever, args=(0.1,), name="maphealth server", daemon=True).start()

    @property
    def url(self) -> str:
        host, port = self._http.server_address[:2]
        return f"http://{str(host)}:{port}{PATH}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def serve(registry: Registry = default, host: str = "127.0.0.1", port: int = DEFAULT_PORT) -> Server:
    """Serves /debug/maps. Loopback is enough for a sidecar in the same pod; port 0 takes any.

    Raises OSError where the port cannot be had, with what to do; the program can go on without.
    """

    class Handler(BaseHTTPRequestHandler):
        timeout = _SECONDS_FOR_A_REQUEST
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            path, _, query = self.path.partition("?")
            if path != PATH:
                self.send_error(404, f"only {PATH} is served here")
                return
            said = answer(registry, self.command, query)
            self.send_response_only(int(said.status[:3]))
            for name, value in said.headers:
                self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(said.body)
            self.close_connection = True

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer

        def log_message(self, *_: object) -> None:
            """The program's log is not ours."""

    class _Http(ThreadingHTTPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *_: object) -> None:
            """A client that has gone is nobody's concern."""

    try:
        return Server(_Http((host, port), Handler))
    except OSError as refused:
        what = f"cannot serve {PATH} on {host}:{port}: {refused.strerror}; perhaps another program has the port: give another"
        raise OSError(refused.errno, what) from refused
