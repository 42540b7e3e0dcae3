namespace Maintenance.Training.Bench.Descriptors;

/// <summary>
/// Output of <c>bench descriptors</c>; the property names are those of the JSON. Times are medians over rounds in which all loads take
/// turns on one thread.
/// </summary>
public sealed record DescriptorFigures
{
    /// <summary>The block that <see cref="BlockMicros"/> is of.</summary>
    public required string Block { get; init; }

    /// <summary>The transform that times are related to.</summary>
    public required string Transform { get; init; }

    /// <summary>Time of one transform, µs.</summary>
    public required double TransformMicros { get; init; }

    /// <summary>
    /// Speed of the transform as FFT benchmarks state it, 2.5·n·log2(n) operations of a real one over its time: an honest floor is fast.
    /// </summary>
    public required double TransformGigaflops { get; init; }

    /// <summary>All descriptors and channel statistics of a block with three waveforms, µs.</summary>
    public required double BlockMicros { get; init; }

    /// <summary><see cref="BlockMicros"/> over <see cref="TransformMicros"/>.</summary>
    public required double RatioToTransform { get; init; }

    /// <summary>The same of a block whose fifteen channels are columns of 2,560 readings, without waveforms, µs.</summary>
    public required double ColumnsMicros { get; init; }

    /// <summary><see cref="ColumnsMicros"/> over <see cref="TransformMicros"/>.</summary>
    public required double ColumnsRatioToTransform { get; init; }

    /// <summary>The block with waveforms when its speed varies by a fifth, so that it is sampled anew at equal angles, µs.</summary>
    public required double VaryingSpeedMicros { get; init; }

    /// <summary>Highest ratio that passes.</summary>
    public required double Budget { get; init; }

    /// <summary>Bytes allocated per block, after the first.</summary>
    public required double BytesPerBlock { get; init; }

    /// <summary>Descriptors that have a value in one block or the other.</summary>
    public required int Computed { get; init; }

    /// <summary>Descriptors that have none, because these blocks lack what they describe.</summary>
    public required string NotInTheseBlocks { get; init; }

    /// <summary>What is computed only when somebody asks.</summary>
    public required string OnDemand { get; init; }
}
