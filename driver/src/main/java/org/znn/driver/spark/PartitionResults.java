package org.znn.driver.spark;

import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Delivers the only element of each partition as soon as its task has completed, in order of completion. */
public final class PartitionResults {

    private PartitionResults() {
    }

    /** Executes the job; Spark's scheduler thread calls the consumer with one element at a time. */
    public static <T> void forEach(JavaRDD<T> rdd, Class<T> type, Consumer<T> consumer) {
        Function2<Object, T, BoxedUnit> handler = new AbstractFunction2<>() {
            @Override
            public BoxedUnit apply(Object partition, T result) {
                consumer.accept(result);
                return BoxedUnit.UNIT;
            }
        };
        Function1<Iterator<T>, T> onlyElement = new OnlyElement<>();
        ClassTag<T> tag = ClassTag.apply(type);
        rdd.rdd().context().runJob(rdd.rdd(), onlyElement, handler, tag);
    }

    private static final class OnlyElement<T> extends AbstractFunction1<Iterator<T>, T> implements Serializable {

        @Override
        public T apply(Iterator<T> elements) {
            return elements.next();
        }
    }
}
