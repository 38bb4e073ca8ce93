package brume.cloud.guest.fs;

import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Between a tree and the journal: which inodes and names have changed since they were last recorded, and the tree that
/// recorded ones make over the image.
final class Ledger {

    /// Numbers below belong to images.
    static final long FIRST_OWN_INODE = 1L << 30;

    private final String id;
    private final Tree image;
    private final Map<Long, Content> recordedContents = new HashMap<>();
    private final Set<Draft.EntryKey> entries = new LinkedHashSet<>();

    Ledger(String id, Tree image) {
        this.id = id;
        this.image = image;
    }

    boolean isDirty() {
        return !recordedContents.isEmpty() || !entries.isEmpty();
    }

    long firstFreeInode(Tree tree) {
        long highest = FIRST_OWN_INODE;
        for (long number : tree.inodes().keySet()) {
            highest = Math.max(highest, number + 1);
        }
        return highest;
    }

    /// Remembers that a system call changed these.
    void note(Tree before, Draft draft) {
        for (long number : draft.inodes()) {
            recordedContents.computeIfAbsent(
                    number, n -> before.inode(n).map(Inode::content).orElse(Content.EMPTY));
        }
        entries.addAll(draft.entries());
    }

    List<Change> drain(Tree tree) {
        List<Change> changes = new ArrayList<>();
        for (var dirty : recordedContents.entrySet()) {
            recordInode(tree, dirty.getKey(), dirty.getValue(), changes);
        }
        for (Draft.EntryKey key : entries) {
            recordEntry(tree, key, changes);
        }
        recordedContents.clear();
        entries.clear();
        return changes;
    }

    private void recordEntry(Tree tree, Draft.EntryKey key, List<Change> changes) {
        String entryId = id + "/" + key.directory() + "/" + key.name();
        Long number = tree.entries(key.directory()).get(key.name());
        if (number != null) {
            changes.add(new Change.Put(new DirEntry(entryId, number)));
        } else if (image.entries(key.directory()).containsKey(key.name())) {
            changes.add(new Change.Put(new DirEntry(entryId, 0)));
        } else {
            changes.add(new Change.Removed(DirEntry.KIND.name(), entryId));
        }
    }

    private void recordInode(Tree tree, long number, Content recorded, List<Change> changes) {
        String nodeId = id + "/" + number;
        Optional<Inode> now = tree.inode(number);
        if (now.isPresent()) {
            changes.add(new Change.Put(node(nodeId, now.get())));
        } else if (image.inode(number).isPresent()) {
            changes.add(new Change.Put(node(
                    nodeId,
                    image.inode(number)
                            .get()
                            .withLinks(0, image.inode(number).get().changed()))));
        } else {
            changes.add(new Change.Removed(FileNode.KIND.name(), nodeId));
        }
        boolean fromImage =
                image.inode(number).filter(inode -> inode.content() == recorded).isPresent();
        recordChunks(nodeId, recorded, fromImage, now.map(Inode::content).orElse(Content.EMPTY), changes);
    }

    /// @param fromImage true where the earlier bytes may stand in the image alone, so that every chunk must be recorded
    private static void recordChunks(
            String nodeId, Content before, boolean fromImage, Content now, List<Change> changes) {
        int old = before.chunkCount() > 1 ? before.chunkCount() : 0;
        int count = now.chunkCount() > 1 ? now.chunkCount() : 0;
        for (int i = 0; i < count; i++) {
            if (fromImage || i >= old || before.chunk(i) != now.chunk(i)) {
                changes.add(new Change.Put(new FileChunk(chunkId(nodeId, i), ContentText.encode(now.chunk(i)))));
            }
        }
        for (int i = count; i < old; i++) {
            changes.add(new Change.Removed(FileChunk.KIND.name(), chunkId(nodeId, i)));
        }
    }

    private static String chunkId(String nodeId, int index) {
        return "%s/%06d".formatted(nodeId, index);
    }

    private static FileNode node(String nodeId, Inode inode) {
        Content content = inode.links() == 0 ? Content.EMPTY : inode.content();
        return new FileNode(
                nodeId,
                inode.kind(),
                inode.mode(),
                inode.uid(),
                inode.gid(),
                inode.accessed(),
                inode.modified(),
                inode.changed(),
                inode.links(),
                inode.target(),
                content.size(),
                content.chunkCount() == 1 ? ContentText.encode(content.chunk(0)) : "");
    }

    /// The image's tree with everything that the state's records say of this guest.
    Tree restored(State state) {
        Tree tree = image;
        for (FileNode node :
                state.sorted(FileNode.KIND).subMap(id + "/", id + "0").values()) {
            long number = Long.parseLong(node.id().substring(id.length() + 1));
            tree = node.links() == 0 ? tree.without(number) : tree.with(inode(number, node, state));
        }
        for (DirEntry entry :
                state.sorted(DirEntry.KIND).subMap(id + "/", id + "0").values()) {
            String rest = entry.id().substring(id.length() + 1);
            int slash = rest.indexOf('/');
            long directory = Long.parseLong(rest.substring(0, slash));
            String name = rest.substring(slash + 1);
            if (tree.inode(directory).isPresent()) {
                tree = entry.inode() == 0
                        ? tree.unlinked(directory, name)
                        : tree.linked(directory, name, entry.inode());
            }
        }
        return tree;
    }

    private static Inode inode(long number, FileNode node, State state) {
        Content content = node.size() <= Content.CHUNK_BYTES
                ? Content.of(ContentText.decode(node.content()))
                : Content.ofChunks(
                        state.sorted(FileChunk.KIND).subMap(node.id() + "/", node.id() + "0").values().stream()
                                .map(chunk -> ContentText.decode(chunk.content()))
                                .toArray(byte[][]::new));
        return new Inode(
                number,
                node.kind(),
                node.mode(),
                node.uid(),
                node.gid(),
                node.accessed(),
                node.modified(),
                node.changed(),
                node.links(),
                node.target(),
                content);
    }
}
