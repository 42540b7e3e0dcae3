using DuckDB.NET.Native;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Text that one result may still hold, so that it cannot fill the process's memory.</summary>
internal sealed class TextBudget(long most)
{
    private long _taken;

    /// <exception cref="DuckDbException">The result is too large.</exception>
    public void Take(long length)
    {
        if ((_taken += length) > most)
            throw new DuckDbException($"The texts of the result are longer than {most} bytes in all; ask for fewer or shorter ones.",
                DuckDBErrorType.Invalid);
    }
}
