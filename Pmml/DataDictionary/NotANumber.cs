namespace Maintenance.Pmml.DataDictionary;

/// <summary>
/// A value that is there but is no number ("NaN" in a table), against one that is missing. Both are NaN to every computation; the payload,
/// which survives rounding to float32, tells them apart for isValid and isNotValid.
/// </summary>
internal static class NotANumber
{
    private const long Payload = 0x7FFC_0000_0000_0000;

    public static double Value => BitConverter.Int64BitsToDouble(Payload);

    public static bool Is(double value) => double.IsNaN(value) && (BitConverter.DoubleToInt64Bits(value) & Payload) == Payload
        && BitConverter.DoubleToInt64Bits(value) > 0;
}
