namespace Maintenance.Pmml;

/// <summary>A native model (XGBoost or LightGBM) is refused; the message names the part of the file (<c>file</c>: the whole).</summary>
public sealed class NativeModelException(string part, string reason, Exception? inner = null)
    : Exception(part == "file" ? $"refused: {reason}" : $"native model refused at '{part}': {reason}", inner);
