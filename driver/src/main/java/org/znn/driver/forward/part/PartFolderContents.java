package org.znn.driver.forward.part;

import java.util.BitSet;
import java.util.List;

/**
 * What a folder of parts holds.
 *
 * @param finished blocks whose parts exist
 * @param own      names of all files that this program writes into such a folder, temporary ones among them
 * @param blocking names of folders that have the name of a file of this program, which cannot be written therefore
 * @param others   everything else, described
 */
public record PartFolderContents(BitSet finished, List<String> own, List<String> blocking, List<String> others) {

    private static final int MAX_OTHERS_SHOWN = 3;

    public PartFolderContents {
        own = List.copyOf(own);
        blocking = List.copyOf(blocking);
        others = List.copyOf(others);
    }

    /** Returns whether the folder holds something that this program does not write. */
    public boolean hasOthers() {
        return !others.isEmpty();
    }

    /** Names up to three of the things that this program does not write. */
    public String describeOthers() {
        int more = others.size() - MAX_OTHERS_SHOWN;
        return String.join(", ", others.subList(0, Math.min(others.size(), MAX_OTHERS_SHOWN)))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
