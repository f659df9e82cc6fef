package io.maphealth.operator.fleet;

import java.net.URI;

/// A server that answers below an address, which people write with or without a stroke at its end.
record WebApi(URI address) {
    /// @param path begins with a stroke
    URI at(String path) {
        return URI.create(address.toString().replaceFirst("/+$", "") + path);
    }
}
