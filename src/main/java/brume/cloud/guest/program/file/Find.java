package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `find [path...] [expression]`.
public final class Find implements Program {

    private static final int MAX_DEPTH = 200;

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args();
        int at = 0;
        boolean follow = false;
        while (at < args.size() && args.get(at).matches("-[HLP]")) {
            follow = args.get(at++).equals("-L");
        }
        List<String> roots = new ArrayList<>();
        while (at < args.size()
                && !args.get(at).startsWith("-")
                && !args.get(at).matches("[()!]")) {
            roots.add(args.get(at++));
        }
        FindExpression expression;
        try {
            expression = FindExpression.parse(process, args.subList(at, args.size()));
        } catch (FindExpression.Bad bad) {
            return process.fail(bad.getMessage());
        }
        int status = 0;
        for (String root : roots.isEmpty() ? List.of(".") : roots) {
            try {
                String path = process.path(root);
                Inode inode =
                        follow ? process.files().stat(path) : process.files().lstat(path);
                status |= walk(process, expression, new FindExpression.Visit(root, path, root, inode, 0), follow);
            } catch (FsException missing) {
                status = process.fail("‘" + root + "’: " + missing.getMessage());
            }
        }
        expression.finish();
        return status | expression.status();
    }

    private static int walk(Process process, FindExpression expression, FindExpression.Visit visit, boolean follow)
            throws IOException {
        process.checkSignals();
        boolean pruned = false;
        if (!expression.depthFirst() && visit.depth() >= expression.minDepth()) {
            pruned = expression.visit(visit);
        }
        int status = 0;
        boolean deeper =
                visit.inode().isDirectory() && !pruned && visit.depth() < Math.min(MAX_DEPTH, expression.maxDepth());
        if (deeper) {
            try {
                for (var entry : process.files().list(visit.path()).entrySet()) {
                    String path = Copying.join(visit.path(), entry.getKey());
                    Inode inode = follow ? process.files().find(path).orElse(entry.getValue()) : entry.getValue();
                    status |= walk(
                            process,
                            expression,
                            new FindExpression.Visit(
                                    Copying.join(visit.shown(), entry.getKey()),
                                    path,
                                    visit.root(),
                                    inode,
                                    visit.depth() + 1),
                            follow);
                }
            } catch (FsException failure) {
                status = process.fail("‘" + visit.shown() + "’: " + failure.getMessage());
            }
        }
        if (expression.depthFirst() && visit.depth() >= expression.minDepth()) {
            expression.visit(visit);
        }
        return status;
    }
}
