namespace Maintenance.Store.Log.Embedded;

/// <summary>Position of an entry within its record.</summary>
[Flags]
internal enum EntryFlags : byte
{
    None = 0,

    /// <summary>Begins a record; carries the key.</summary>
    First = 1,

    /// <summary>Ends a record.</summary>
    Last = 2,
}
