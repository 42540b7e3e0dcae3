using System.Runtime.InteropServices;

namespace Maintenance.Store.DuckDb.Native;

/// <summary>Marshaller for texts that the library hands over.</summary>
internal static unsafe class NativeText
{
    /// <summary>Copies a text and frees the original.</summary>
    public static string Take(byte* text)
    {
        var copy = Marshal.PtrToStringUTF8((nint)text) ?? "";
        NativeMethods.Free(text);
        return copy;
    }
}
