package brume.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A second process that opens a database and says what came of it.
final class OpenDatabase {

    private OpenDatabase() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (Database database = Database.open(new Database.Location(arguments[0], "brume", ""))) {
            out.println("opened");
        } catch (StoreException refused) {
            out.println(refused.getMessage());
        }
    }
}
