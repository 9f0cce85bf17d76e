package dev.shopkeeper.neural.nextitem;

import java.util.Objects;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A vertex of a deeplearning4j graph that computes one of our functions. */
final class FunctionVertex extends GraphVertex {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    FunctionVertex(Kind kind) {
        this.kind = kind;
    }

    /** Which function. */
    enum Kind {
        /** {@link BagFunction} */
        BAG(2, BagFunction::new),
        /** {@link GatherFunction} */
        GATHER(3, GatherFunction::new),
        /** {@link ReadFunction} */
        READ(3, ReadFunction::new),
        /** {@link CandidateSoftmax} */
        SOFTMAX(6, CandidateSoftmax::new);

        private final int inputs;
        private final Supplier<VertexFunction> maker;

        Kind(int inputs, Supplier<VertexFunction> maker) {
            this.inputs = inputs;
            this.maker = maker;
        }
    }

    @Override
    public GraphVertex clone() {
        return new FunctionVertex(kind);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FunctionVertex vertex && vertex.kind == kind;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind);
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return kind.inputs;
    }

    @Override
    public int maxVertexInputs() {
        return kind.inputs;
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType networkDatatype) {
        return new FunctionPass(graph, name, index, networkDatatype, kind.maker.get());
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType... inputs) {
        throw new UnsupportedOperationException("The sizes of the layers about a " + kind + " are to be told");
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        return new LayerMemoryReport.Builder(kind.name(), FunctionVertex.class, inputs[0], inputs[0]).build();
    }
}
