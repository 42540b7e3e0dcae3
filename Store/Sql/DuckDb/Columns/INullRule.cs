using System.Runtime.Intrinsics;

namespace Maintenance.Store.Sql.DuckDb.Columns;

/// <summary>Which values of a column are stored as NULL.</summary>
/// <typeparam name="T">float, double or long.</typeparam>
internal interface INullRule<T> where T : unmanaged
{
    /// <summary>True if the value is not NULL. Scalar reference for the vector form.</summary>
    static abstract bool IsValid(T value);

    /// <summary>All bits of a lane are set if its value is valid.</summary>
    static abstract Vector256<T> IsValid(Vector256<T> values);
}
