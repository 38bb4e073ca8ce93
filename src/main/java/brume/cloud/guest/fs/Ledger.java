package brume.cloud.guest.fs;

import brume.cloud.sandbox.Blobs;
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
    private final Blobs blobs;
    private final Map<Long, Content> recordedContents = new HashMap<>();
    private final Set<Draft.EntryKey> entries = new LinkedHashSet<>();

    Ledger(String id, Tree image, Blobs blobs) {
        this.id = id;
        this.image = image;
        this.blobs = blobs;
    }

    /// How many inodes the tree has beside the image's.
    int added(Tree tree) {
        return tree.inodes().size() - image.inodes().size();
    }

    /// Whether these are the image's own bytes, which cost this guest nothing.
    boolean isOfImage(Inode inode) {
        return image.inode(inode.number())
                .filter(of -> of.content() == inode.content())
                .isPresent();
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

    /// Remembers that a file's bytes have another form now, and should be recorded so.
    void noteMoved(Inode before) {
        recordedContents.putIfAbsent(before.number(), before.content());
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
        for (int i = 0; i < Math.max(before.chunkCount(), now.chunkCount()); i++) {
            if (standsApart(now, i)) {
                boolean same = standsApart(before, i) && before.chunk(i) == now.chunk(i);
                if (fromImage || !same) {
                    changes.add(new Change.Put(record(chunkId(nodeId, i), now.chunk(i))));
                }
            } else if (standsApart(before, i)) {
                changes.add(new Change.Removed(FileChunk.KIND.name(), chunkId(nodeId, i)));
            }
        }
    }

    /// Whether a chunk has a record of its own: bytes in the blob store always, others unless they are the whole file.
    private static boolean standsApart(Content content, int index) {
        return index < content.chunkCount()
                && switch (content.chunk(index)) {
                    case Chunk.Kept kept -> true;
                    case Chunk.Held held -> content.size() > Content.CHUNK_BYTES;
                    case Chunk.Zeros zeros -> false;
                };
    }

    private static FileChunk record(String id, Chunk chunk) {
        return chunk instanceof Chunk.Kept kept
                ? new FileChunk(id, "", kept.sha256(), kept.offset())
                : new FileChunk(id, ContentText.encode(chunk.bytes()), "", 0);
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
                inline(content));
    }

    private static String inline(Content content) {
        boolean one = content.size() <= Content.CHUNK_BYTES && content.chunkCount() == 1;
        return one && !standsApart(content, 0)
                ? ContentText.encode(content.chunk(0).bytes())
                : "";
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

    private Content content(FileNode node, State state) {
        if (!node.content().isEmpty()) {
            return Content.of(ContentText.decode(node.content()));
        }
        var records = state.sorted(FileChunk.KIND).subMap(node.id() + "/", node.id() + "0");
        List<Chunk> chunks = new ArrayList<>();
        for (FileChunk record : records.values()) {
            int index = Integer.parseInt(record.id().substring(node.id().length() + 1));
            if ((long) index * Content.CHUNK_BYTES >= node.size()) {
                break;
            }
            while (chunks.size() < index) {
                chunks.add(new Chunk.Zeros(Content.CHUNK_BYTES));
            }
            chunks.add(chunk(record, Content.chunkLength(node.size(), index)));
        }
        return Content.ofChunks(chunks.toArray(Chunk[]::new), node.size());
    }

    private Chunk chunk(FileChunk record, int length) {
        if (!record.blob().isEmpty()) {
            return new Chunk.Kept(blobs, record.blob(), record.offset(), length);
        }
        return record.content().startsWith("z:")
                ? new Chunk.Zeros(length)
                : new Chunk.Held(ContentText.decode(record.content()));
    }

    private Inode inode(long number, FileNode node, State state) {
        Content content = content(node, state);
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
