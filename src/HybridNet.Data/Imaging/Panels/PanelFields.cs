using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Panels;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>Draws the cells of one panel; what several cells share is worked out once.</summary>
internal sealed class PanelFields : IDisposable
{
    private const int SheetShare = 90;

    private readonly PanelCanvas _canvas;
    private readonly PanelPlan _plan;
    private readonly Photo? _photo;
    private readonly PanelOptions _options;
    private readonly PanelInk _ink;
    private readonly PanelLayers _layers;
    private readonly int _head;
    private readonly Mask[] _gt,
        _pred;
    private readonly Lazy<AgreementMap>[] _agreement;
    private readonly Lazy<Mask?> _fieldEdge;
    private SKRectI? _drawn;

    public PanelFields(PanelCanvas canvas, PanelPlan plan, PanelLayers layers, Photo? photo, PanelOptions options, int head)
    {
        (_canvas, _plan, _photo, _options, _head, _layers) = (canvas, plan, photo, options, head, layers);
        _ink = PanelInk.Of(options.Ground);
        _gt = new Mask[layers.Count];
        _pred = new Mask[layers.Count];
        _agreement = new Lazy<AgreementMap>[layers.Count];
        for (int i = 0; i < layers.Count; i++)
        {
            ImageMasks masks = layers[i];
            _gt[i] = ScaledMask.Of(masks.GtInside, plan.Source, plan.FieldWidth, plan.FieldHeight);
            _pred[i] = ScaledMask.Of(masks.PredInside, plan.Source, plan.FieldWidth, plan.FieldHeight);
            _agreement[i] = new(() =>
                AgreementMap.Of(masks.GtInside, masks.PredInside, plan.Source, plan.FieldWidth, plan.FieldHeight)
            );
        }
        _fieldEdge = new(FieldEdge);
        Whole = new(0, 0, layers.First.Gt.Width, layers.First.Gt.Height);
    }

    /// <summary>The lesion that a crop is of, or null.</summary>
    public Lesion? Lesion { get; init; }

    private PixelBox Whole { get; }

    private bool Several => _layers.Count > 1;

    /// <summary>Half of a magnified pixel, between one and three; on a sheet outlines are seen from afar.</summary>
    private int Thickness =>
        _options.Layout == PanelLayout.ContactSheet && _options.Arrangement is null
            ? Math.Max(1, _plan.FieldWidth / SheetShare)
            : Math.Clamp(_plan.FieldWidth / Math.Max(1, _plan.Source.Width) / 2, 1, 3);

    public void Draw()
    {
        _canvas.Fill(new SKRectI(0, _head, _plan.Width, _head + _plan.Height), _ink.Line);
        foreach ((PanelCell? cell, int x, int y) in _plan.Places())
        {
            _canvas.Fill(Place(x, y), _ink.Field);
            if (cell is not null)
                Cell(cell, x, y + _head);
        }
        if (!_options.Captions)
            return;
        double size = Math.Clamp(_plan.FieldWidth / 36.0, 10, 22);
        foreach ((PanelCell? cell, int x, int y) in _plan.Places())
            if (cell is { Terms.Count: > 0 })
                PanelText.Label(_canvas.Canvas, Place(x, y), size, Words(cell), _ink);
    }

    public void Dispose()
    {
        foreach (Mask mask in _gt.Concat(_pred))
            mask.Dispose();
    }

    private void Cell(PanelCell cell, int x, int y)
    {
        if (cell.OnPhoto)
            DrawPhoto(x, y);
        foreach (PanelTerm term in cell.Masks)
            Term(cell, term, x, y);
        if (_options.Layout == PanelLayout.Crop)
        {
            if (Lesion is { } lesion && cell.Masks.Any())
                Brackets(lesion.Box, x, y);
            PanelText.Scale(_canvas.Canvas, Place(x, y - _head), _plan.Source.Width, _options.Captions, _ink);
        }
        bool nothing = !cell.OnPhoto && cell.Terms.Count > 0 && Of(cell.Terms).All(IsEmpty);
        if (nothing && _options.Captions)
            PanelText.Middle(_canvas.Canvas, Place(x, y - _head), Of(cell.Terms).All(IsNone) ? "no prediction" : "empty", _ink);
    }

    private void Term(PanelCell cell, PanelTerm term, int x, int y)
    {
        if (term.Part == PanelPart.Agreement && !cell.OnPhoto)
            Under(x, y);
        foreach ((PanelPart part, int i) in Of([term]))
            switch (part)
            {
                case PanelPart.Gt or PanelPart.Prediction when !cell.OnPhoto:
                    _canvas.Paint(part == PanelPart.Gt ? _gt[i] : _pred[i], x, y, Alone(i), 1);
                    break;
                case PanelPart.Gt:
                    Overlay(_gt[i], x, y, ColorOf(i, PanelPart.Gt), inner: true, _options.Outline);
                    break;
                case PanelPart.Prediction:
                    // One colour is one class: beside its own reference a prediction is an outline.
                    bool beside = Several && cell.Masks.Any(other => other.Part == PanelPart.Gt);
                    Overlay(_pred[i], x, y, ColorOf(i, PanelPart.Prediction), inner: !beside, _options.Outline || beside);
                    break;
                case PanelPart.Outlines:
                    if (Several)
                        Overlay(_gt[i], x, y, ColorOf(i, PanelPart.Gt), inner: true, outline: false);
                    else
                        Overlay(_gt[i], x, y, ColorOf(i, PanelPart.Gt), inner: true, outline: true);
                    Overlay(_pred[i], x, y, ColorOf(i, PanelPart.Prediction), inner: false, outline: true);
                    break;
                default:
                    _canvas.Paint(_agreement[i].Value, x, y, _options.Palette);
                    break;
            }
    }

    /// <summary>What lies under an agreement map: the photograph, pale, or the edge of the region that counts.</summary>
    private void Under(int x, int y)
    {
        if (_photo is not null)
        {
            DrawPhoto(x, y);
            _canvas.Pale(Place(x, y - _head), _options.Ground == PanelGround.Light);
        }
        else if (_fieldEdge.Value is { } edge)
            _canvas.Paint(edge, x, y, _ink.Line, 1);
    }

    private Mask? FieldEdge()
    {
        if (_layers.First.Region is not { } region)
            return null;
        using Mask small = ScaledMask.Of(region, _plan.Source, _plan.FieldWidth, _plan.FieldHeight);
        return MaskOutline.Inner(small, 1);
    }

    private void Overlay(Mask mask, int x, int y, Rgb colour, bool inner, bool outline)
    {
        if (mask.IsEmpty)
            return;
        if (!outline)
        {
            _canvas.Paint(mask, x, y, colour, _options.Opacity);
            return;
        }
        using Mask line = inner ? MaskOutline.Inner(mask, Thickness) : MaskOutline.Outer(mask, Thickness);
        _canvas.Paint(line, x, y, colour, 1);
    }

    /// <summary>The first cell with the photograph alone draws it, the others copy that.</summary>
    private void DrawPhoto(int x, int y)
    {
        if (_photo is null)
            return;
        SKRectI place = Place(x, y - _head);
        if (_drawn is { } drawn)
        {
            _canvas.Copy(drawn, x, y);
            return;
        }
        PixelBox part = _plan.Source;
        _photo.Draw(
            _canvas.Canvas,
            new(
                (float)part.X / Whole.Width,
                (float)part.Y / Whole.Height,
                (float)(part.X + part.Width) / Whole.Width,
                (float)(part.Y + part.Height) / Whole.Height
            ),
            place
        );
        // An overlay paints over its cell: only a cell that stays as it is can be copied from.
        if (_options.Layout != PanelLayout.Crop && _plan.Cells.Rows[0][0] is { OnPhoto: true, Terms.Count: 1 })
            _drawn = place;
    }

    /// <summary>Marks the corners of a lesion's box from outside, so that nothing of the lesion is covered.</summary>
    private void Brackets(PixelBox box, int x, int y)
    {
        float scale = (float)_plan.FieldWidth / _plan.Source.Width;
        var around = new SKRect(
            x + (box.X - _plan.Source.X - 2) * scale,
            y + (box.Y - _plan.Source.Y - 2) * scale,
            x + (box.X + box.Width - _plan.Source.X + 2) * scale,
            y + (box.Y + box.Height - _plan.Source.Y + 2) * scale
        );
        PanelText.Corners(_canvas.Canvas, Place(x, y - _head), around, Math.Max(6, 3 * scale));
    }

    private SKRectI Place(int x, int y) => SKRectI.Create(x, y + _head, _plan.FieldWidth, _plan.FieldHeight);

    /// <summary>The masks behind parts of a cell, each by its position.</summary>
    private IEnumerable<(PanelPart Part, int Mask)> Of(IEnumerable<PanelTerm> terms) =>
        terms
            .Where(term => term.Part != PanelPart.Photo)
            .SelectMany(term =>
                (term.Mask is { } name ? [Find(name)] : Enumerable.Range(0, _layers.Count)).Select(i => (term.Part, i))
            );

    private int Find(string name) =>
        PanelMask.Find(_layers.Names, name) is >= 0 and int found
            ? found
            : throw new InputException(
                InputError.InvalidArgument,
                $"The layout names a mask '{name}'; there "
                    + (Several ? $"are {string.Join(", ", _layers.Names.Select(mask => mask.Name))}" : "is one only")
                    + $" of image {_layers.Names[0].Work.ImageId}.",
                name,
                "Name a mask that is there, or M1, M2 ... in their order; hand over the runs of all classes, or files with -Mask."
            );

    private bool IsNone((PanelPart Part, int Mask) one) =>
        one.Part == PanelPart.Prediction && _layers[one.Mask].Source == PredictionSource.None;

    private bool IsEmpty((PanelPart Part, int Mask) one) =>
        one.Part switch
        {
            PanelPart.Gt => _gt[one.Mask].IsEmpty,
            PanelPart.Prediction => _pred[one.Mask].IsEmpty,
            _ => _gt[one.Mask].IsEmpty && _pred[one.Mask].IsEmpty,
        };

    private Rgb ColorOf(int mask, PanelPart part)
    {
        if (Several || _layers.Names[mask].Color is not null)
            return _layers.Names[mask].Color ?? PanelPalette.Masks[mask % PanelPalette.Masks.Count];
        return part == PanelPart.Gt ? _options.Palette.Gt : _options.Palette.Prediction;
    }

    /// <summary>The colour of a mask without photograph: white on black, or its own where there are several.</summary>
    private Rgb Alone(int mask)
    {
        if (!Several)
            return _ink.Mask;
        Rgb own = ColorOf(mask, PanelPart.Gt);
        return own == _ink.Field ? _ink.Mask : own;
    }

    private List<(string, Rgb?)> Words(PanelCell cell)
    {
        var words = new List<(string, Rgb?)>();
        if (cell.Terms.Count == 1 && cell.OnPhoto)
            words.Add((_photo is null ? "image missing" : "image", null));
        foreach (PanelTerm term in cell.Masks)
        {
            if (term.Part == PanelPart.Agreement)
            {
                PanelPalette palette = _options.Palette;
                if (Several)
                    words.Add((string.Join(", ", Of([term]).Select(one => _layers.Names[one.Mask].Name)), null));
                words.AddRange([("found", palette.Found), ("false alarm", palette.FalseAlarm), ("missed", palette.Missed)]);
                continue;
            }
            foreach ((PanelPart part, int i) in Of([term]))
                words.AddRange(Words(cell, part, i));
        }
        return words;
    }

    private IEnumerable<(string, Rgb?)> Words(PanelCell cell, PanelPart part, int mask)
    {
        string name = Several ? " " + _layers.Names[mask].Name : "";
        bool coloured = cell.OnPhoto || Several;
        if (part is PanelPart.Gt or PanelPart.Outlines)
            yield return Word("GT" + name, PanelPart.Gt);
        if (part is PanelPart.Prediction or PanelPart.Outlines)
            yield return Word((Several ? "pred" : "prediction") + name, PanelPart.Prediction);

        (string, Rgb?) Word(string text, PanelPart of)
        {
            string state =
                IsNone((of, mask)) ? ": none"
                : IsEmpty((of, mask)) && cell.OnPhoto ? ": empty"
                : "";
            return (text + state, coloured ? ColorOf(mask, of) : null);
        }
    }
}
