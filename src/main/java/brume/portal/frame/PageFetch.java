package brume.portal.frame;

import brume.cloud.Cloud;

/// Fetches a page out of a sandbox as the internet would; bounded in time and size. The application brings it.
public interface PageFetch {

    /// What came of it.
    sealed interface Fetched {
        /// @param url where the answer came from, after redirects
        /// @param type the Content-Type, empty when the server named none
        /// @param cut whether the end is missing
        record Page(String url, int status, String type, byte[] body, boolean cut) implements Fetched {}

        /// @param why one sentence, in English
        record Nothing(String url, String why) implements Fetched {}
    }

    /// Blocks until it is there; never throws for what a server or a person does.
    Fetched fetch(Cloud cloud, String url);
}
