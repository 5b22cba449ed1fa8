namespace Infusion.Rules.Tool;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for holds.</summary>
    public const int Holds = 0;

    /// <summary>It does not hold.</summary>
    public const int Fails = 1;

    /// <summary>The input cannot be read: an argument, a policy, a record, a case. So ends, too, what cannot be written,
    /// and a fault of the tool itself.</summary>
    public const int BadInput = 2;

    /// <summary>The proof needs more cells than allowed; nothing is claimed.</summary>
    public const int Undecided = 3;
}
