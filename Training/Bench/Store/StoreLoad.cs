using Maintenance.Store.Sql;

namespace Maintenance.Training.Bench.Store;

/// <summary>The load of <c>bench store</c>.</summary>
/// <param name="Engine">Measured engine.</param>
/// <param name="Seconds">Total time that each side writes, s.</param>
/// <param name="RowsPerCommit">Rows of <c>reading</c> per commit.</param>
public sealed record StoreLoad(ConditionStoreEngine Engine, double Seconds, int RowsPerCommit)
{
    /// <summary>The batch size of scoring when it is behind.</summary>
    public const int DefaultRowsPerCommit = 61_440;

    /// <summary>Partitions that commit concurrently, and connections of the floor measurement.</summary>
    public const int Writers = 2;

    /// <summary>Both sides alternate, so that neither has emptier tables or a quieter machine.</summary>
    public const int Turns = 3;

    public TimeSpan Turn => TimeSpan.FromSeconds(Seconds / Turns);

    /// <summary>Everything needed to compare runs.</summary>
    public override string ToString() =>
        $"{Writers} partitions x commits of {RowsPerCommit} rows of reading with {Simulator.Load.LoadGenerator.ChannelCount} channels, "
            + $"each moving its log offset; {Turns} turns of {Turn.TotalSeconds:0.#} s per side";
}
