package brume.cloud.offer;

/// The processor family of a machine or of an image, with the provider's word for it.
public enum Architecture {
    X86_64("x86_64"),
    ARM64("arm64");

    private final String word;

    Architecture(String word) {
        this.word = word;
    }

    public static Architecture of(String word) {
        for (Architecture architecture : values()) {
            if (architecture.word.equals(word)) {
                return architecture;
            }
        }
        throw new IllegalArgumentException("Not an architecture: " + word);
    }

    @Override
    public String toString() {
        return word;
    }
}
