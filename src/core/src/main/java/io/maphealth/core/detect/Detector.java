package io.maphealth.core.detect;

import io.maphealth.core.Finding;
import io.maphealth.core.history.SiteHistory;
import java.util.stream.Stream;

/// One kind of finding as a pure function: what was seen of a site and the rules in, the finding out.
///
/// A site has one finding of a kind (one of each breach) at most; it names the worst map where it is about one.
@FunctionalInterface
interface Detector {
    Stream<Finding> judge(SiteHistory site, Rules rules);
}
