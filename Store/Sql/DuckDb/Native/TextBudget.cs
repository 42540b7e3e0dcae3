using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Remaining text budget of one result, so that it cannot exhaust the process's memory.</summary>
internal sealed class TextBudget(long most)
{
    private long _taken;

    /// <exception cref="DuckDbException">The result is too large.</exception>
    public void Take(long length)
    {
        if ((_taken += length) > most)
            throw new DuckDbException($"The texts of the result exceed {most} bytes in total; select fewer or shorter ones.",
                DuckDBErrorType.Invalid);
    }
}
