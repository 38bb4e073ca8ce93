package brume.cloud.compute;

/// The states of an instance, with the provider's words and codes.
public enum InstanceState {
    PENDING("pending", 0),
    RUNNING("running", 16),
    SHUTTING_DOWN("shutting-down", 32),
    TERMINATED("terminated", 48),
    STOPPING("stopping", 64),
    STOPPED("stopped", 80);

    private final String word;
    private final int code;

    InstanceState(String word, int code) {
        this.word = word;
        this.code = code;
    }

    public String word() {
        return word;
    }

    public int code() {
        return code;
    }

    @Override
    public String toString() {
        return word;
    }
}
