using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Section "Logical Type Interface".</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_create_logical_type")]
    public static partial LogicalTypeHandle CreateLogicalType(DuckDbType type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_destroy_logical_type")]
    public static partial void DestroyLogicalType(ref nint type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_get_type_id")]
    public static partial DuckDbType GetTypeId(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_decimal_scale")]
    public static partial byte DecimalScale(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_decimal_internal_type")]
    public static partial DuckDbType DecimalInternalType(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_enum_internal_type")]
    public static partial DuckDbType EnumInternalType(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_enum_dictionary_size")]
    public static partial uint EnumDictionarySize(LogicalTypeHandle type);

    /// <summary>The text is the caller's to free.</summary>
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_enum_dictionary_value")]
    public static partial byte* EnumDictionaryValue(LogicalTypeHandle type, ulong index);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_list_type_child_type")]
    public static partial LogicalTypeHandle ListTypeChildType(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_array_type_child_type")]
    public static partial LogicalTypeHandle ArrayTypeChildType(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_array_type_array_size")]
    public static partial ulong ArrayTypeArraySize(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_map_type_key_type")]
    public static partial LogicalTypeHandle MapTypeKeyType(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_map_type_value_type")]
    public static partial LogicalTypeHandle MapTypeValueType(LogicalTypeHandle type);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_type_child_count")]
    public static partial ulong StructTypeChildCount(LogicalTypeHandle type);

    /// <summary>The text is the caller's to free.</summary>
    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_type_child_name")]
    public static partial byte* StructTypeChildName(LogicalTypeHandle type, ulong index);

    [LibraryImport(DuckDbLibrary.Name, EntryPoint = "duckdb_struct_type_child_type")]
    public static partial LogicalTypeHandle StructTypeChildType(LogicalTypeHandle type, ulong index);
}
