import asyncio
import json
import urllib.error
import urllib.request

import pytest

from maphealth import Registry, asgi, serve, wsgi


@pytest.fixture
def registry():
    one = Registry("shop")
    one.watch("shop.sessions", {"anna": 1})
    return one


def test_the_thread_server_serves_a_census(registry):
    with serve(registry, port=0) as server:
        with urllib.request.urlopen(server.url + "?top=0", timeout=10) as answer:
            assert answer.headers["Content-Type"] == "application/json"
            census = json.load(answer)
    assert census["schema"] == "maphealth.census/v1"
    assert (census["complete"], census["incompleteReason"], census["findings"]) == (True, None, [])
    assert census["target"]["runtime"] == "python" and census["target"]["name"] == "shop"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "?top=x", 400), ("GET", "?top=-1", 400), ("POST", "", 405), ("GET", "/../x", 404), ("HEAD", "", 200)],
)
def test_wrong_requests_are_refused(registry, method, path, status):
    with serve(registry, port=0) as server:
        request = urllib.request.Request(server.url + path, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                assert answer.status == status
        except urllib.error.HTTPError as refused:
            assert refused.code == status


def test_a_taken_port_is_an_error_that_says_what_to_do(registry):
    with serve(registry, port=0) as server:
        port = int(server.url.split(":")[2].split("/")[0])
        with pytest.raises(OSError, match=f"127.0.0.1:{port}.*give another"):
            serve(registry, port=port)


def test_after_close_the_port_is_free(registry):
    server = serve(registry, port=0)
    server.close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(server.url, timeout=10)


def test_as_wsgi(registry):
    said = []
    body = wsgi(registry)({"REQUEST_METHOD": "GET", "QUERY_STRING": ""}, lambda *start: said.append(start))
    assert said[0][0] == "200 OK"
    assert json.loads(b"".join(body))["totals"]["count"] == 1


def test_as_asgi(registry):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "query_string": b"top=1"}
    asyncio.run(asgi(registry)(scope, None, send))
    assert sent[0]["status"] == 200
    assert json.loads(sent[1]["body"])["totals"]["maps"] == 1


def test_an_empty_registry_serves_zeros_and_empty_lists():
    census = Registry().census()
    assert (census["maps"], census["sites"]) == ([], [])
    assert census["totals"] == {"maps": 0, "count": 0, "iterated": 0, "heldBytes": 0, "neededBytes": 0}
