package org.znn.driver.forward.part;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.CloseOnFailure;
import org.znn.common.volume.storage.FolderEntry;
import org.znn.common.volume.storage.PendingFile;
import org.znn.common.volume.storage.Storage;

/** The folder of the finished blocks of a sample, one part file per block. A file under its final name is complete. */
public final class PartFolder {

    private static final String PROPERTIES_FILE = "job.properties";
    private static final Pattern NAME = Pattern.compile("block-(\\d{1,9})\\.part");

    private final Storage storage;
    private final String path;

    public PartFolder(Storage storage, String path) {
        this.storage = storage;
        this.path = path;
    }

    private String file(long block) {
        return path + "/block-" + block + ".part";
    }

    /** Writes the part of a block to a temporary file and renames it; replaces the part of an earlier attempt. */
    public void commit(PartHeader header, List<byte[]> chunks) throws IOException {
        try (PendingFile pending = PendingFile.create(storage, file(header.block()))) {
            OutputStream out = new BufferedOutputStream(pending.stream(), 1 << 20);
            PartWriter.write(out, header, chunks);
            out.flush();
            pending.commit();
        }
    }

    /** Lists the folder. A symbolic link counts as something else, because this program makes none. */
    public PartFolderContents contents() throws IOException {
        BitSet finished = new BitSet();
        List<String> own = new ArrayList<>();
        List<String> blocking = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (FolderEntry entry : storage.entries(path)) {
            boolean hasOwnName = isOwn(entry.name());
            if (hasOwnName && entry.isFile()) {
                own.add(entry.name());
                Matcher part = NAME.matcher(entry.name());
                if (part.matches()) {
                    finished.set(Integer.parseInt(part.group(1)));
                }
            } else {
                others.add(entry.describe());
                if (hasOwnName && entry.kind() == FolderEntry.Kind.FOLDER) {
                    blocking.add(entry.name());
                }
            }
        }
        return new PartFolderContents(finished, own, blocking, others);
    }

    private static boolean isOwn(String name) {
        return isFinal(name) || PendingFile.isTemporaryOf(name, PartFolder::isFinal);
    }

    private static boolean isFinal(String name) {
        return name.equals(PROPERTIES_FILE) || NAME.matcher(name).matches();
    }

    /** Returns the path of the file that identifies the job of the parts. */
    public String propertiesFile() {
        return path + "/" + PROPERTIES_FILE;
    }

    /** Removes temporary files that killed programs left; no other program may be writing parts into the folder. */
    public void removeLeftovers() throws IOException {
        PendingFile.removeLeftovers(storage, path + "/", PartFolder::isFinal);
    }

    /**
     * Removes the parts of blocks, and empty folders with their names.
     *
     * @throws IOException if something that is not a part has the name of one
     */
    public void remove(BitSet blocks) throws IOException {
        for (int block = blocks.nextSetBit(0); block >= 0; block = blocks.nextSetBit(block + 1)) {
            storage.delete(file(block));
        }
    }

    /**
     * Removes all files of this program, then the folder if it is empty. Whatever else the folder holds stays.
     *
     * @return what is left
     */
    public PartFolderContents removeAll() throws IOException {
        PartFolderContents contents = contents();
        List<String> names = new ArrayList<>(contents.own());
        // Parts without the file that identifies their job are recognised as leftovers: it is removed last.
        boolean hasProperties = names.remove(PROPERTIES_FILE);
        storage.deleteFiles(path, names);
        if (hasProperties) {
            storage.delete(propertiesFile());
        }
        if (!contents.hasOthers()) {
            removeEmptyFolder();
        }
        return contents;
    }

    /** Removes the folder; a file that appeared in it since it was listed keeps it. */
    private void removeEmptyFolder() throws IOException {
        if (storage.list(path).isEmpty()) {
            storage.delete(path);
        }
    }

    /**
     * Opens the part of a block.
     *
     * @param fingerprint fingerprint of the job
     * @throws PartException if the part is missing or damaged, or belongs to another job or block
     */
    public PartReader open(long block, String fingerprint) throws IOException {
        PartReader part = open(block);
        if (!part.header().fingerprint().equals(fingerprint) || part.header().block() != block) {
            part.close();
            throw new PartException(file(block), "it belongs to another job or block");
        }
        return part;
    }

    private PartReader open(long block) throws IOException {
        ByteSource source;
        try {
            source = storage.open(file(block));
        } catch (FileNotFoundException e) {
            throw new PartException(file(block), storage.isFolder(file(block)) ? "a folder has its name"
                    : "the file is missing");
        } catch (IOException e) {
            throw new PartException(file(block), e);
        }
        return CloseOnFailure.open(source,
                opened -> new PartReader(file(block), new SourceStream(opened), opened.length()));
    }

    /** Finds the parts of blocks that do not begin with a valid header of a job. */
    public UnusableParts checkHeaders(BitSet blocks, String fingerprint) throws IOException {
        UnusableParts unusable = new UnusableParts();
        for (int block = blocks.nextSetBit(0); block >= 0; block = blocks.nextSetBit(block + 1)) {
            try (PartReader part = open(block, fingerprint)) {
                part.header();
            } catch (PartException e) {
                unusable.add(block, e);
            }
        }
        return unusable;
    }

    /** Sequential view of a byte source. */
    private static final class SourceStream extends InputStream {

        private final ByteSource source;
        private long position;

        SourceStream(ByteSource source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int left = (int) Math.min(count, source.length() - position);
            if (left <= 0) {
                return count == 0 ? 0 : -1;
            }
            source.readFully(position, target, offset, left);
            position += left;
            return left;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
