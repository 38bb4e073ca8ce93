package brume.school;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who did what that others may ask about later: signing in and out, roles, passwords, keys, grades, looks into
/// somebody's work, courses and who is in them. Lines are appended and never changed. Instructors read those of their
/// own school, admins all.
public interface Audit {

    /// Every kind of line. The names are stored: they are never changed, only added to.
    enum Action {
        SIGNED_IN,
        SIGN_IN_REFUSED,
        SIGNED_OUT,
        SIGNED_OUT_ELSEWHERE,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        SCHOOL_CREATED,
        SCHOOL_RENAMED,
        PERSON_CREATED,
        PERSON_CHANGED,
        PERSON_DISABLED,
        PERSON_ENABLED,
        WORK_LOOKED_INTO,
        GRADE_OVERRIDDEN,
        COURSE_CREATED,
        COURSE_CHANGED,
        COURSE_ARCHIVED,
        COURSE_BROUGHT_BACK,
        COURSE_JOINED,
        COURSE_LEFT,
        ENROLMENT_FILE,
        MIRROR_OPENED,
        MIRROR_CLOSED,
        QUOTA_CHANGED,
        ACCESS_KEY_CREATED,
        ACCESS_KEY_SHOWN,
        ACCESS_KEY_DEACTIVATED,
        ACCESS_KEY_ACTIVATED,
        ACCESS_KEY_DELETED,
        SSH_KEY_ADDED,
        SSH_KEY_DELETED;

        /// As words are looked up: `sign-in-refused`.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @param tenant the school it concerns; empty when it concerns none that is known
    /// @param username of whoever did it, or the one typed where somebody was refused; never a password
    /// @param subject whom or what it was done to; empty for oneself
    /// @param detail what exactly, in the provider-neutral words of the data: `student -> instructor`
    /// @param address the network address it came from
    record Line(
            Instant at,
            Optional<TenantId> tenant,
            String username,
            Action action,
            String subject,
            String detail,
            String address) {

        private static final int NAME_CHARACTERS = 200;
        private static final int SUBJECT_CHARACTERS = 400;
        private static final int DETAIL_CHARACTERS = 1000;
        private static final int ADDRESS_CHARACTERS = 64;

        /// Longer texts are cut: a line is written whatever somebody has typed.
        public Line {
            username = plain(username, NAME_CHARACTERS);
            subject = plain(subject, SUBJECT_CHARACTERS);
            detail = plain(detail, DETAIL_CHARACTERS);
            address = plain(address, ADDRESS_CHARACTERS);
        }

        /// Without what no table takes and no reader sees: control characters, halves of surrogate pairs.
        private static String plain(String text, int most) {
            StringBuilder kept = new StringBuilder();
            text.codePoints()
                    .map(one -> Character.isISOControl(one) || (one >= 0xD800 && one <= 0xDFFF) ? ' ' : one)
                    .forEach(one -> {
                        if (kept.length() + Character.charCount(one) <= most) {
                            kept.appendCodePoint(one);
                        }
                    });
            return kept.toString();
        }
    }

    /// A line as it is kept.
    ///
    /// @param number grows from line to line
    record Kept(long number, Line line) {}

    /// Which lines are wanted, the newest first.
    ///
    /// @param within only of this school; empty for an admin, who sees all
    /// @param text stands in the user name, the subject, the detail or the address, in any case; empty for all
    /// @param before only lines older than the one with this number
    record Wanted(Optional<TenantId> within, Optional<Action> action, String text, Optional<Long> before, int most) {}

    void add(Line line);

    List<Kept> read(Wanted wanted);
}
