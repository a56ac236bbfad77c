using HybridNet.Masks;
using HybridNet.Panels;
using SkiaSharp;

namespace HybridNet.Data.Imaging.Panels;

/// <summary>Draws the fields of one panel; what several fields share is worked out once.</summary>
internal sealed class PanelFields : IDisposable
{
    private readonly PanelCanvas _canvas;
    private readonly PanelPlan _plan;
    private readonly Photo? _photo;
    private readonly PanelOptions _options;
    private readonly int _head;
    private readonly Mask _gt,
        _pred;
    private readonly Lazy<AgreementMap> _agreement;
    private SKRectI? _drawn;

    public PanelFields(PanelCanvas canvas, PanelPlan plan, Mask gt, Mask pred, Photo? photo, PanelOptions options, int head)
    {
        (_canvas, _plan, _photo, _options, _head) = (canvas, plan, photo, options, head);
        _gt = ScaledMask.Of(gt, plan.Source, plan.FieldWidth, plan.FieldHeight);
        _pred = ScaledMask.Of(pred, plan.Source, plan.FieldWidth, plan.FieldHeight);
        _agreement = new(() => AgreementMap.Of(gt, pred, plan.Source, plan.FieldWidth, plan.FieldHeight));
        Whole = new(0, 0, gt.Width, gt.Height);
    }

    private PixelBox Whole { get; }

    /// <summary>Outlines are as wide as a magnified pixel's half, between one and three pixels.</summary>
    private int Thickness => Math.Clamp(_plan.FieldWidth / Math.Max(1, _plan.Source.Width) / 2, 1, 3);

    public void Draw()
    {
        for (int i = 0; i < _plan.Fields.Count; i++)
            Field(_plan.Fields[i], i % _plan.Columns * _plan.FieldWidth, _head + i / _plan.Columns * _plan.FieldHeight);
        if (!_options.Captions)
            return;
        double size = Math.Clamp(_plan.FieldWidth / 36.0, 9, 20);
        for (int i = 0; i < _plan.Fields.Count; i++)
            PanelText.Label(
                _canvas.Canvas,
                Place(i % _plan.Columns * _plan.FieldWidth, _head + i / _plan.Columns * _plan.FieldHeight),
                size,
                Words(_plan.Fields[i])
            );
    }

    public void Dispose()
    {
        _gt.Dispose();
        _pred.Dispose();
    }

    private void Field(PanelField field, int x, int y)
    {
        PanelPalette palette = _options.Palette;
        switch (field)
        {
            case PanelField.Gt:
                _canvas.Paint(_gt, x, y, new(255, 255, 255), 1);
                return;
            case PanelField.Prediction:
                _canvas.Paint(_pred, x, y, new(255, 255, 255), 1);
                return;
            case PanelField.Agreement:
                _canvas.Paint(_agreement.Value, x, y, palette);
                return;
        }
        DrawPhoto(x, y);
        if (field == PanelField.GtOverlay)
            Overlay(_gt, x, y, palette.Gt, inner: true);
        if (field == PanelField.PredictionOverlay)
            Overlay(_pred, x, y, palette.Prediction, inner: true);
        if (field != PanelField.BothOutlines)
            return;
        Contour(_gt, x, y, palette.Gt, inner: true);
        Contour(_pred, x, y, palette.Prediction, inner: false);
    }

    private void Overlay(Mask mask, int x, int y, Rgb colour, bool inner)
    {
        if (_options.Outline)
            Contour(mask, x, y, colour, inner);
        else
            _canvas.Paint(mask, x, y, colour, _options.Opacity);
    }

    private void Contour(Mask mask, int x, int y, Rgb colour, bool inner)
    {
        if (mask.IsEmpty)
            return;
        using Mask line = inner ? MaskOutline.Inner(mask, Thickness) : MaskOutline.Outer(mask, Thickness);
        _canvas.Paint(line, x, y, colour, 1);
    }

    /// <summary>The first field with the photograph draws it, the others copy that.</summary>
    private void DrawPhoto(int x, int y)
    {
        if (_photo is null)
            return;
        SKRectI place = Place(x, y);
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
        // An overlay paints over its field: only a field that stays as it is can be copied from.
        if (_plan.Fields[0] == PanelField.Photo)
            _drawn = place;
    }

    private SKRectI Place(int x, int y) => SKRectI.Create(x, y, _plan.FieldWidth, _plan.FieldHeight);

    private IReadOnlyList<(string, Rgb?)> Words(PanelField field)
    {
        PanelPalette palette = _options.Palette;
        return field switch
        {
            PanelField.GtOverlay => [("GT overlay", palette.Gt)],
            PanelField.PredictionOverlay => [("prediction overlay", palette.Prediction)],
            PanelField.BothOutlines => [("GT", palette.Gt), ("prediction", palette.Prediction)],
            PanelField.Agreement => [("found", palette.Found), ("false alarm", palette.FalseAlarm), ("missed", palette.Missed)],
            _ => [(PanelCaption.Label(field, _photo is not null), null)],
        };
    }
}
