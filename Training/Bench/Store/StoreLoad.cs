using Maintenance.Store.Sql;

namespace Maintenance.Training.Bench.Store;

/// <summary>What <c>bench store</c> writes.</summary>
/// <param name="Engine">Store measured.</param>
/// <param name="Seconds">How long each side writes, in turns.</param>
/// <param name="RowsPerCommit">Rows of <c>reading</c> in a commit.</param>
public sealed record StoreLoad(ConditionStoreEngine Engine, double Seconds, int RowsPerCommit)
{
    /// <summary>What scoring commits when it is behind.</summary>
    public const int DefaultRowsPerCommit = 61_440;

    /// <summary>Partitions that commit at once, and connections of the floor.</summary>
    public const int Writers = 2;

    /// <summary>Both sides take turns, so that neither has the emptier tables or the quieter machine.</summary>
    public const int Turns = 3;

    public TimeSpan Turn => TimeSpan.FromSeconds(Seconds / Turns);

    /// <summary>Everything somebody needs to compare runs.</summary>
    public override string ToString() =>
        $"{Writers} partitions x commits of {RowsPerCommit} rows of reading with {Simulator.Load.LoadGenerator.ChannelCount} channels, "
            + $"each moving its log offset; {Turns} turns of {Turn.TotalSeconds:0.#} s a side";
}
