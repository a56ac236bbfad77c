BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/madeEX -Images 12 -Size 96
}

Describe 'Measure-HNMask -As' {
    It 'gives a tool''s figures under its names' {
        $rows = $made | Measure-HNMask -As nnUNet
        $ours = $made | Measure-HNMask
        $rows.Count | Should -Be $ours.Count
        $rows[0].PSObject.Properties.Name | Should -Contain 'n_ref'
        for ($i = 0; $i -lt $rows.Count; $i++) {
            $rows[$i].n_ref | Should -Be $ours[$i].GtPixels
            $rows[$i].Dice.Equals($ours[$i].Dice) | Should -BeTrue
        }
    }

    It 'survives CSV' {
        $text = $made | Measure-HNMask -As MONAI -Tolerance 2 | ConvertTo-Csv | ConvertFrom-Csv
        $text[0].PSObject.Properties.Name | Should -Contain 'surface_dice_2'
        [double] $text[0].confusion_tp | Should -BeGreaterOrEqual 0
    }

    It 'takes a file' {
        Set-Content TestDrive:/paper.json '{ "Figures": { "paper dice": "Dice" } }'
        ($made | Measure-HNMask -As TestDrive:/paper.json)[0].PSObject.Properties.Name | Should -Contain 'paper dice'
    }

    It 'names the protocols when there is none of that name' {
        { $made | Measure-HNMask -As Medpie -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidArgument,*' -ExpectedMessage '*Medpie*'
    }

    It 'refuses what the protocol decides' {
        { $made | Measure-HNMask -As MedPy -PercentileMode Pooled } | Should -Throw -ErrorId 'InvalidArgument,*'
    }
}

Describe 'Measure-HNThreshold -As' {
    It 'gives one row for all images, or one each' {
        ($made | Measure-HNThreshold -As IDRiD).Images | Should -Be 12
        ($made | Measure-HNThreshold -As sklearn -PerImage).Count | Should -Be 12
    }
}

Describe 'Compare-HNProtocol' {
    It 'says how far tools are apart, and what does it' {
        $rows = $made | Compare-HNProtocol
        $hd95 = $rows | Where-Object Figure -eq 'HD95'
        $hd95.Most | Should -BeGreaterThan $hd95.Least
        $hd95.Cause | Should -Not -BeNullOrEmpty
        ($hd95.Steps | Measure-Object Change -Sum).Sum | Should -BeGreaterThan ($hd95.Span - 1e-9)
        ($hd95.Steps | Measure-Object Change -Sum).Sum | Should -BeLessThan ($hd95.Span + 1e-9)
    }

    It 'counts what is not in a mean' {
        $means = $made | Compare-HNProtocol -As MedPy, nnUNet -Mean | Where-Object Figure -eq Dice
        $means | ForEach-Object { $_.Images + $_.Undefined + $_.Infinite + $_.Raised | Should -Be 12 }
    }
}
