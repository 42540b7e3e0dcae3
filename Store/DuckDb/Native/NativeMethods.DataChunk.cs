using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Sections "Data Chunk Interface" and "Vector Interface".</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_create_data_chunk")]
    public static partial DataChunkHandle CreateDataChunk(nint* types, ulong count);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_data_chunk")]
    public static partial void DestroyDataChunk(ref nint chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_reset")]
    public static partial void DataChunkReset(DataChunkHandle chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint DataChunkGetVector(DataChunkHandle chunk, ulong column);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_get_size")]
    public static partial ulong DataChunkGetSize(DataChunkHandle chunk);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_data_chunk_set_size")]
    public static partial void DataChunkSetSize(DataChunkHandle chunk, ulong size);

    [SuppressGCTransition]
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_get_data")]
    public static partial void* VectorGetData(nint vector);

    [SuppressGCTransition]
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_get_validity")]
    public static partial ulong* VectorGetValidity(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_vector_ensure_validity_writable")]
    public static partial void VectorEnsureValidityWritable(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_vector_get_child")]
    public static partial nint ListVectorGetChild(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_array_vector_get_child")]
    public static partial nint ArrayVectorGetChild(nint vector);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_vector_get_child")]
    public static partial nint StructVectorGetChild(nint vector, ulong index);
}
