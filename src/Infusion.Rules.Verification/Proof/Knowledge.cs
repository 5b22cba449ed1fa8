namespace Infusion.Rules.Verification.Proof;

/// <summary>How much the new of two versions knows of one and the same record, beside the old.</summary>
[Flags]
internal enum Knowledge
{
    /// <summary>Both leave the same possible.</summary>
    Same = 0,

    /// <summary>Whatever the old one leaves possible the new one does, and more.</summary>
    Less = 1,

    /// <summary>The new one leaves nothing possible that the old one does not, and less.</summary>
    More = 2,

    /// <summary>The one may leave possible what the other does not, either way.</summary>
    Any = Less | More,
}
