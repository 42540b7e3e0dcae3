using Maintenance.Core.Tables;

namespace Maintenance.Core.Alarms;

/// <summary>Checks the chain of operator actions, row by row in the order of their sequence.</summary>
public sealed class OperatorActionChain
{
    /// <summary>Sequence of the last row that was checked.</summary>
    public long Sequence { get; private set; }

    /// <summary>Its hash.</summary>
    public string Hash { get; private set; } = OperatorActionHash.First;

    /// <summary>Checks the next row; null when it continues the chain, else what is wrong, in words.</summary>
    public string? Check(in OperatorActionRow row)
    {
        if (row.Sequence != Sequence + 1)
            return $"after action {Sequence} comes {row.Sequence}: {(row.Sequence == Sequence + 2
                ? $"action {Sequence + 1} is missing" : $"actions {Sequence + 1} to {row.Sequence - 1} are missing")}";
        if (row.PreviousHash != Hash)
            return $"action {row.Sequence} continues from {Short(row.PreviousHash)}, but action {Sequence} has the hash {Short(Hash)}: "
                + "one of the two was exchanged";
        var hash = OperatorActionHash.Of(row);
        if (row.Hash != hash)
            return $"action {row.Sequence} ({row.Action} by {row.Actor}) has the hash {Short(row.Hash)}, but its columns give "
                + $"{Short(hash)}: it was changed after it was written";
        (Sequence, Hash) = (row.Sequence, row.Hash);
        return null;
    }

    /// <summary>Checks the end: null when the stored offset names the last row, else what is wrong.</summary>
    /// <param name="offset">Stored offset of <see cref="Ports.OffsetKey.OperatorActions"/>; null when there is none.</param>
    public string? CheckEnd(long? offset) => (offset ?? 0) == Sequence ? null
        : $"the chain ends with action {Sequence}, but {offset ?? 0} were committed: actions at its end are missing";

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;
}
