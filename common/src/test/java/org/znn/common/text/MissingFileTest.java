package org.znn.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A missing file is corrected to the most similar one, folders included. */
class MissingFileTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void createFiles() throws IOException {
        Files.createDirectories(folder.resolve("dataset/train"));
        Files.createFile(folder.resolve("dataset/train/image.tif"));
        Files.createFile(folder.resolve("dataset/train/label.h5"));
        Files.createFile(folder.resolve("datasets"));
    }

    private String remedy(String path) {
        return MissingFile.remedy(folder.resolve(path)).replace(folder.toString(), "FOLDER");
    }

    @Test
    void correctsTheNameOfTheFile() {
        assertEquals("did you mean 'image.tif'?", remedy("dataset/train/imgae.tif"));
        assertEquals("check the path", remedy("dataset/train/something.else"));
    }

    @Test
    void correctsTheNamesOfFolders() {
        assertEquals("the folder FOLDER/datset/train does not exist either; did you mean 'dataset/train/image.tif'?",
                remedy("datset/train/image.tif"));
        assertEquals("the folder FOLDER/datasett/trian does not exist either; did you mean 'dataset/train/image.tif'?",
                remedy("datasett/trian/imge.tif"));
        assertEquals("the folder FOLDER/dataset/tran does not exist either; did you mean 'train'?",
                remedy("dataset/tran/volume"), "the folder alone, if no file in it is similar");
        assertEquals("the folder FOLDER/other/train does not exist either", remedy("other/train/image.tif"));
    }

    @Test
    void namesMistakesOfSpelling() {
        assertEquals("remove the quotes, which would be part of the name", remedy("\"dataset/train/image.tif\""));
        assertEquals("remove the quotes, which would be part of the name", remedy("'image.tif'"));
        assertEquals("environment variables are not expanded: write the path itself", remedy("${DATA}/image.tif"));
        assertEquals("environment variables are not expanded: write the path itself", remedy("$DATA/image.tif"));
        assertEquals("write / instead of \\ between folders, and a path of this machine instead of one with a drive"
                + " letter", remedy("D:\\dataset\\image.tif"));
        assertEquals("~ stands for your own home folder only: write the whole path", remedy("~other/image.tif"));
        assertEquals("did you mean 'image.tif'?", remedy("dataset/train/image$.tif"));
    }

    @Test
    void namesTheFileThatIsTakenForAFolder() {
        assertEquals("FOLDER/dataset/train/label.h5 is a file, not a folder; a dataset in it is written"
                + " label.h5:/volumes/ids", remedy("dataset/train/label.h5/volumes/ids"));
    }
}
