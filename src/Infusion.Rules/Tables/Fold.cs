namespace Infusion.Rules.Tables;

/// <summary>How the outcomes of a list's items come to one.</summary>
internal enum Fold
{
    /// <summary>The most cautious counts.</summary>
    Worst,

    /// <summary>The least cautious counts.</summary>
    Best,

    /// <summary>Each adds what it has.</summary>
    Union,
}
