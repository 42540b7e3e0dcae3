using Maintenance.Core.Tables;

namespace Maintenance.Api.Business;

/// <summary>An entry of a list that people or their systems send, as JSON or as a row of CSV.</summary>
/// <typeparam name="TRow">The row that keeps it.</typeparam>
internal interface IBusinessEntry<TRow> where TRow : struct, ITableRow<TRow>
{
    /// <summary>What a list of them is, in words.</summary>
    static abstract string Words { get; }

    /// <summary>Columns that CSV must have.</summary>
    static abstract IReadOnlyList<string> Required { get; }

    /// <summary>The row, as far as <paramref name="check"/> allows it; what it refuses has no row.</summary>
    TRow Row(EntryCheck check);
}
