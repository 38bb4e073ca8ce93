package brume.cloud.guest.shell;

/// What the lexer cuts a script into.
sealed interface Token {

    int line();

    /// How bash quotes it in `syntax error near unexpected token`.
    String shown();

    /// @param text as written
    record WordToken(Word word, String text, int line) implements Token {
        @Override
        public String shown() {
            return text;
        }
    }

    /// `;`, `&&`, `(` and the like.
    record Operator(String text, int line) implements Token {
        @Override
        public String shown() {
            return text;
        }
    }

    /// A redirection with the descriptor before it, -1 where none is written.
    ///
    /// @param variable the name in `{name}>`; empty where there is none
    record Redirect(int fd, String operator, int line, String variable) implements Token {
        Redirect(int fd, String operator, int line) {
            this(fd, operator, line, "");
        }

        Redirect into(String name) {
            return new Redirect(fd, operator, line, name);
        }

        @Override
        public String shown() {
            return operator;
        }
    }

    record Newline(int line) implements Token {
        @Override
        public String shown() {
            return "newline";
        }
    }

    record End(int line) implements Token {
        @Override
        public String shown() {
            return "end of file";
        }
    }
}
