package brume.cloud.guest.pkg;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `tree`: directories drawn as a tree (`-a`, `-d`, `-f`, `-L`).
final class Tree implements Program {

    private static final int MAX_DEPTH = 100;

    private static final class Drawing {
        private boolean all;
        private boolean onlyDirectories;
        private boolean fullPaths;
        private int depth = MAX_DEPTH;
        private int directories;
        private int files;
    }

    @Override
    public int run(Process process) throws IOException {
        Drawing drawing = new Drawing();
        List<String> roots = new ArrayList<>();
        for (int i = 0; i < process.args().size(); i++) {
            String arg = process.args().get(i);
            switch (arg) {
                case "-a" -> drawing.all = true;
                case "-d" -> drawing.onlyDirectories = true;
                case "-f" -> drawing.fullPaths = true;
                case "-L" -> {
                    String level =
                            i + 1 < process.args().size() ? process.args().get(++i) : "";
                    if (!level.matches("[1-9]\\d{0,3}")) {
                        process.warn("tree: Invalid level, must be greater than 0.");
                        return 1;
                    }
                    drawing.depth = Integer.parseInt(level);
                }
                default -> {
                    if (!arg.startsWith("-")) {
                        roots.add(arg);
                    }
                }
            }
        }
        for (String root : roots.isEmpty() ? List.of(".") : roots) {
            if (!process.files().isDirectory(process.path(root))) {
                process.println(root + "  [error opening dir]");
                process.println("\n0 directories, 0 files");
                return 2;
            }
            process.println(root);
            draw(process, drawing, process.path(root), root, "", 1);
        }
        String count = drawing.directories + (drawing.directories == 1 ? " directory" : " directories");
        process.println("\n" + count
                + (drawing.onlyDirectories ? "" : ", " + drawing.files + (drawing.files == 1 ? " file" : " files")));
        return 0;
    }

    private static void draw(Process process, Drawing drawing, String path, String shown, String indent, int depth)
            throws IOException {
        List<Map.Entry<String, Inode>> entries = new ArrayList<>();
        try {
            for (Map.Entry<String, Inode> entry : process.files().list(path).entrySet()) {
                boolean hidden = entry.getKey().startsWith(".") && !drawing.all;
                if (!hidden && (entry.getValue().isDirectory() || !drawing.onlyDirectories)) {
                    entries.add(entry);
                }
            }
        } catch (FsException unreadable) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            process.checkSignals();
            boolean last = i == entries.size() - 1;
            String name = entries.get(i).getKey();
            Inode inode = entries.get(i).getValue();
            String label = drawing.fullPaths ? shown + "/" + name : name;
            process.println(
                    indent + (last ? "└── " : "├── ") + label + (inode.isSymlink() ? " -> " + inode.target() : ""));
            if (inode.isDirectory()) {
                drawing.directories++;
                if (depth < drawing.depth) {
                    draw(
                            process,
                            drawing,
                            path + "/" + name,
                            shown + "/" + name,
                            indent + (last ? "    " : "│   "),
                            depth + 1);
                }
            } else {
                drawing.files++;
            }
        }
    }
}
