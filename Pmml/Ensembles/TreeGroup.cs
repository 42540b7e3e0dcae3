namespace Maintenance.Pmml.Ensembles;

/// <summary>
/// Trees summed to one margin: <c>bias + tree 1 + tree 2 + …</c>, in this order, in double precision, rounded once to float32 at
/// the end.
/// </summary>
/// <param name="Bias">Initial value of the sum.</param>
/// <param name="Trees">Trees in the order of the sum.</param>
/// <param name="Slope">Platt's slope where the link is logistic: <c>p = 1 / (1 + e^(slope · margin + offset))</c>; negative, because a
/// larger margin means a likelier class.</param>
/// <param name="Offset">Platt's offset.</param>
public sealed record TreeGroup(double Bias, IReadOnlyList<NumericTree> Trees, double Slope = -1, double Offset = 0);
