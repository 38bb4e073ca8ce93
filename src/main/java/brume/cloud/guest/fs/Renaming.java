package brume.cloud.guest.fs;

import brume.cloud.guest.fs.Walk.Place;
import java.util.Optional;

/// `rename(2)`: one name moves to another place, replacing what was there.
final class Renaming {

    private final Draft draft;
    private final Files files;

    Renaming(Draft draft, Files files) {
        this.draft = draft;
        this.files = files;
    }

    void rename(String from, String to) throws FsException {
        Place source = Walk.to(draft.tree(), files.who(), from, false);
        Inode moved = Files.present(source, from);
        Place target = Walk.to(draft.tree(), files.who(), to, false);
        if (source.name().isEmpty() || target.name().isEmpty()) {
            throw Errno.EBUSY.on(from);
        }
        files.needRemoval(draft, source, moved, from);
        files.needParent(draft, target, to);
        if (moved.isDirectory()
                && (target.real() + "/").startsWith(source.real() + "/")
                && !target.real().equals(source.real())) {
            throw Errno.EINVAL.on(from);
        }
        Optional<Inode> replaced = target.inode();
        if (replaced.isPresent()) {
            if (replaced.get().number() == moved.number()) {
                return;
            }
            replace(moved, target, replaced.get(), to);
        }
        draft.unlink(source.parent(), source.name());
        draft.link(target.parent(), target.name(), moved.number());
        draft.tree().inode(moved.number()).ifPresent(inode -> draft.put(inode.withLinks(inode.links(), draft.now())));
        if (moved.isDirectory() && source.parent() != target.parent()) {
            draft.countSubdirectory(source.parent(), -1);
            draft.countSubdirectory(target.parent(), 1);
        }
    }

    private void replace(Inode moved, Place target, Inode replaced, String to) throws FsException {
        if (moved.isDirectory() && !replaced.isDirectory()) {
            throw Errno.ENOTDIR.on(to);
        }
        if (!moved.isDirectory() && replaced.isDirectory()) {
            throw Errno.EISDIR.on(to);
        }
        if (!draft.tree().entries(replaced.number()).isEmpty()) {
            throw Errno.ENOTEMPTY.on(to);
        }
        files.needRemoval(draft, target, replaced, to);
        draft.unlink(target.parent(), target.name());
        draft.release(replaced);
        if (replaced.isDirectory()) {
            draft.countSubdirectory(target.parent(), -1);
        }
    }
}
