package org.znn.driver.forward;

/** Small networks for tests of whole jobs, with different kernel sizes along each axis. */
public final class SmallNetworks {

    /** Even and odd kernels and a max filter that dilates the following layers; field of view 4,6,7. */
    static final String DILATED = """
            nodes input
            type input
            size 1

            edges conv1
            type conv
            size 2,3,4
            stride 1,1,1
            init gaussian
            init_args 0,0.4
            input input
            output n1

            nodes n1
            type transfer
            function tanh
            function_args 1.7159,0.6666
            init uniform
            size 5

            edges filter1
            type max_filter
            size 1,2,2
            stride 1,2,2
            input n1
            output n2

            nodes n2
            type sum
            size 5

            edges conv2
            type conv
            size 3,2,2
            stride 1,1,1
            init gaussian
            init_args 0,0.4
            input n2
            output output

            nodes output
            type transfer
            function linear
            init uniform
            size 2
            """;

    /** Two inputs, the second with two channels and a smaller field of view, and two outputs. */
    static final String TWO_AND_TWO = """
            nodes em
            type input
            size 1

            nodes hint
            type input
            size 2

            edges conv_em
            type conv
            size 3,3,3
            init gaussian
            init_args 0,0.3
            input em
            output middle

            edges conv_hint
            type conv
            size 1,3,3
            init gaussian
            init_args 0,0.3
            input hint
            output middle

            nodes middle
            type transfer
            function rectify_linear
            init uniform
            size 4

            edges to_affinity
            type conv
            size 2,2,2
            init gaussian
            init_args 0,0.3
            input middle
            output affinity

            nodes affinity
            type transfer
            function forward_logistics
            size 3

            edges to_inside
            type conv
            size 2,2,2
            init gaussian
            init_args 0,0.3
            input middle
            output inside

            nodes inside
            type transfer
            function linear
            init uniform
            size 2
            """;

    /** Strided pooling: one output voxel per 1,2,2 voxels of the image. */
    static final String POOLED = """
            nodes input
            type input
            size 1

            edges conv1
            type conv
            size 1,3,3
            init gaussian
            init_args 0,0.4
            input input
            output n1

            nodes n1
            type transfer
            function rectify_linear
            init uniform
            size 4

            edges pool
            type max_pool
            size 1,2,2
            stride 1,2,2
            input n1
            output n2

            nodes n2
            type sum
            size 4

            edges conv2
            type conv
            size 2,2,3
            init gaussian
            init_args 0,0.4
            input n2
            output output

            nodes output
            type transfer
            function logistics
            size 3
            """;

    /** A crop of 1,2,3 voxels parallel to a convolution with field of view 3,5,7. */
    static final String CROPPED = """
            nodes input
            type input
            size 1

            edges conv
            type conv
            size 3,5,7
            init gaussian
            init_args 0,0.4
            input input
            output output

            edges around
            type crop
            offset 1,2,3
            input input
            output middle

            nodes middle
            type sum
            size 1

            edges mix
            type conv
            size 1,1,1
            init gaussian
            init_args 0,0.4
            input middle
            output output

            nodes output
            type transfer
            function soft_sign
            size 2
            """;

    /** Little work per voxel: one convolution, then one output voxel per 2,2,2 voxels. */
    static final String SMALL_POOLED = """
            nodes input
            type input
            size 1

            edges conv
            type conv
            size 1,3,3
            init gaussian
            init_args 0,0.4
            input input
            output n1

            nodes n1
            type transfer
            function logistics
            size 1

            edges pool
            type max_pool
            size 2,2,2
            stride 2,2,2
            input n1
            output output

            nodes output
            type sum
            size 1
            """;

    /** Two wide layers, which keep a core busy for some seconds. */
    public static final String HEAVY = """
            nodes input
            type input
            size 1

            edges conv1
            type conv
            size 3,5,5
            init gaussian
            init_args 0,0.2
            input input
            output n1

            nodes n1
            type transfer
            function rectify_linear
            size 48

            edges conv2
            type conv
            size 3,5,5
            init gaussian
            init_args 0,0.02
            input n1
            output n2

            nodes n2
            type transfer
            function rectify_linear
            size 48

            edges conv3
            type conv
            size 1,1,1
            init gaussian
            init_args 0,0.2
            input n2
            output output

            nodes output
            type transfer
            function linear
            size 2
            """;

    private SmallNetworks() {
    }
}
