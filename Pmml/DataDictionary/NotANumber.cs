namespace Maintenance.Pmml.DataDictionary;

/// <summary>
/// A value that is present but not a number ("NaN" in a table), as opposed to a missing one. Both compute as NaN; the payload, which
/// survives rounding to float32, distinguishes them for isValid and isNotValid.
/// </summary>
internal static class NotANumber
{
    private const long Payload = 0x7FFC_0000_0000_0000;

    public static double Value => BitConverter.Int64BitsToDouble(Payload);

    public static bool Is(double value) => double.IsNaN(value) && (BitConverter.DoubleToInt64Bits(value) & Payload) == Payload
        && BitConverter.DoubleToInt64Bits(value) > 0;
}
