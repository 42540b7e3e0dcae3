namespace Maintenance.Pmml;

/// <summary>A native model (XGBoost or LightGBM) is refused; the message names the part of the file.</summary>
public sealed class NativeModelException(string part, string reason, Exception? inner = null)
    : Exception($"native model refused at '{part}': {reason}", inner);
