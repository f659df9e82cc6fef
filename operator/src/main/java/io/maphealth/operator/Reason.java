package io.maphealth.operator;

/// Why something is as it is: the one word that Events, conditions, annotations, metrics and runbooks share.
public enum Reason {
    // what is wrong with a map, one for each kind of finding
    MapCountDrift(Tone.WARNING),
    MapGhostMemory(Tone.WARNING),
    MapLeakSuspected(Tone.WARNING),
    MapResidency(Tone.WARNING),
    MapCollision(Tone.WARNING),
    MapGrowthStalled(Tone.WARNING),
    MapContractBroken(Tone.WARNING),
    MapRecovered(Tone.NORMAL),

    // how the watching goes
    Healthy(Tone.NORMAL),
    Injected(Tone.NORMAL),
    Attached(Tone.NORMAL),
    AttachRefused(Tone.WARNING),
    Reporting(Tone.NORMAL),
    WaitingForReports(Tone.NORMAL),
    SidecarMissing(Tone.WARNING),
    SidecarRepaired(Tone.NORMAL),
    SidecarOutdated(Tone.WARNING),
    SourceUnavailable(Tone.WARNING),
    PortNotListening(Tone.WARNING),
    DumpRefused(Tone.WARNING),
    RestartRequired(Tone.NORMAL),
    RolloutStarted(Tone.NORMAL),

    // whether anybody would hear of it
    AlertsArmed(Tone.NORMAL),
    AlertsNotLoaded(Tone.NORMAL),
    AlertsUnknown(Tone.NORMAL),
    AlertsRouted(Tone.NORMAL),
    AlertsNotRouted(Tone.NORMAL),

    // why a pod is left alone although nobody made a mistake
    NotAsked(Tone.NORMAL),
    TurnedOff(Tone.NORMAL),
    NamespaceExcluded(Tone.NORMAL),
    MirrorPod(Tone.NORMAL),
    HostProcesses(Tone.WARNING),

    // mistakes in annotations and monitors
    UnknownAnnotation(Tone.WARNING),
    MonitorNotFound(Tone.WARNING),
    WrongMode(Tone.WARNING),
    WrongLevel(Tone.WARNING),
    LevelNotAllowed(Tone.WARNING),
    ContainerNotFound(Tone.WARNING),
    WrongInterval(Tone.WARNING),
    WrongRuntime(Tone.WARNING),
    WrongUrl(Tone.WARNING),
    WrongTeam(Tone.WARNING),
    WrongTargetUid(Tone.WARNING),
    WrongThreshold(Tone.WARNING),
    TargetUidUnknown(Tone.WARNING),
    TargetIsRoot(Tone.WARNING),
    AnnotateTemplate(Tone.WARNING),
    UnreadablePod(Tone.WARNING),
    InternalMistake(Tone.WARNING);

    private final Tone tone;

    Reason(Tone tone) {
        this.tone = tone;
    }

    /// The type of an Event with this reason: `Normal` or `Warning`.
    public String eventType() {
        return tone == Tone.WARNING ? "Warning" : "Normal";
    }

    public boolean isWarning() {
        return tone == Tone.WARNING;
    }

    private enum Tone {
        NORMAL,
        WARNING
    }
}
