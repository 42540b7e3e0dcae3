namespace Maintenance.Store.DuckDb.Native;

/// <summary><c>duckdb_error_type</c>: those this engine decides by; others keep their number.</summary>
internal enum DuckDbErrorType
{
    Invalid = 0,
    Transaction = 10,
    Constraint = 18,
    InputOutput = 28,
    Interrupt = 29,
    Fatal = 30,
    Internal = 31,
    OutOfMemory = 33,
    Permission = 34,
}
