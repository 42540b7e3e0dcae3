using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Remaining text budget of the rows read at once, so that they cannot exhaust the process's memory.</summary>
internal sealed class TextBudget(long most)
{
    private long _taken;

    /// <summary>Begins anew: what was read before has been handed over.</summary>
    public void Renew() => _taken = 0;

    /// <exception cref="DuckDbException">The result is too large.</exception>
    public void Take(long length)
    {
        if ((_taken += length) > most)
            throw new DuckDbException($"The texts of {DuckDbLibrary.VectorSize} rows exceed {most} bytes; select fewer or shorter ones.",
                DuckDBErrorType.Invalid);
    }
}
